package main

import (
	"encoding/json"
	"log"
	"net/http"
	"strconv"
)

// routes answers with JSON, whatever happens.
func routes(store *Store) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, _ *http.Request) {
		reply(w, http.StatusOK, map[string]any{"service": "tasks", "routes": []string{"/tasks", "/tasks/{id}"}})
	})
	mux.HandleFunc("GET /tasks", func(w http.ResponseWriter, _ *http.Request) {
		tasks, err := store.List()
		answer(w, http.StatusOK, tasks, err)
	})
	mux.HandleFunc("GET /tasks/{id}", func(w http.ResponseWriter, r *http.Request) {
		id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
		if err != nil {
			refuse(w, http.StatusNotFound, "no such task")
			return
		}
		task, err := store.Find(id)
		if err == nil && task == nil {
			refuse(w, http.StatusNotFound, "no such task")
			return
		}
		answer(w, http.StatusOK, task, err)
	})
	mux.HandleFunc("POST /tasks", func(w http.ResponseWriter, r *http.Request) {
		var wanted Task
		err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 64<<10)).Decode(&wanted)
		if err != nil || wanted.Title == "" {
			refuse(w, http.StatusBadRequest, "a title is needed, as text")
			return
		}
		task, err := store.Add(wanted.Title)
		answer(w, http.StatusCreated, task, err)
	})
	return mux
}

// answer hides from the client what went wrong with the database; the log has it.
func answer(w http.ResponseWriter, status int, body any, err error) {
	if err != nil {
		log.Print(err)
		refuse(w, http.StatusServiceUnavailable, "try again later")
		return
	}
	reply(w, status, body)
}

func refuse(w http.ResponseWriter, status int, why string) {
	reply(w, status, map[string]string{"error": why})
}

func reply(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	if err := json.NewEncoder(w).Encode(body); err != nil {
		log.Print(err)
	}
}
