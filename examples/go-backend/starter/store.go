package main

import (
	"context"
	"encoding/json"
	"log"
	"sort"
	"strconv"
	"time"
)

type Task struct {
	ID    int64  `json:"id"`
	Title string `json:"title"`
}

// Store keeps the tasks in one hash of Redis: number → task as JSON.
type Store struct {
	database *Redis
}

// Wait returns when the database answers, a second between two tries.
func (store *Store) Wait(ctx context.Context, tries int) error {
	for {
		_, err := store.database.Do("PING")
		if tries--; err == nil || tries == 0 {
			return err
		}
		log.Printf("the database does not answer yet: %v", err)
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(time.Second):
		}
	}
}

func (store *Store) List() ([]Task, error) {
	reply, err := store.database.Do("HVALS", "tasks")
	if err != nil {
		return nil, err
	}
	tasks := []Task{}
	for _, text := range reply.Items {
		task, err := parse(text)
		if err != nil {
			return nil, err
		}
		tasks = append(tasks, *task)
	}
	sort.Slice(tasks, func(a, b int) bool { return tasks[a].ID < tasks[b].ID })
	return tasks, nil
}

// Find returns nil when there is no such task.
func (store *Store) Find(id int64) (*Task, error) {
	reply, err := store.database.Do("HGET", "tasks", strconv.FormatInt(id, 10))
	if err != nil || reply.Nil {
		return nil, err
	}
	return parse(reply.Text)
}

func (store *Store) Add(title string) (*Task, error) {
	number, err := store.database.Do("INCR", "tasks:last")
	if err != nil {
		return nil, err
	}
	id, err := strconv.ParseInt(number.Text, 10, 64)
	if err != nil {
		return nil, err
	}
	task := &Task{ID: id, Title: title}
	text, err := json.Marshal(task)
	if err != nil {
		return nil, err
	}
	_, err = store.database.Do("HSET", "tasks", number.Text, string(text))
	return task, err
}

func parse(text string) (*Task, error) {
	var task Task
	err := json.Unmarshal([]byte(text), &task)
	return &task, err
}
