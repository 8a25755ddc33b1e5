package main

import (
	"context"
	"encoding/json"
	"errors"
	"log"
	"net/http"
	"os"
	"os/signal"
	"strconv"
	"strings"
	"syscall"
)

type user struct {
	ID    int    `json:"id"`
	Email string `json:"email"`
	Name  string `json:"name"`
}

func main() {
	if len(os.Args) > 1 && os.Args[1] == "health" {
		answer, err := http.Get("http://127.0.0.1:3000/users")
		if err != nil || answer.StatusCode != http.StatusOK {
			os.Exit(1)
		}
		return
	}
	http.HandleFunc("GET /{$}", func(out http.ResponseWriter, _ *http.Request) { say(out, 200, "users") })
	http.HandleFunc("GET /users", list)
	http.HandleFunc("POST /users", create)
	http.HandleFunc("GET /users/{id}", find)
	server := http.Server{Addr: ":3000"}
	stop, done := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	defer done()
	go func() {
		if err := server.ListenAndServe(); err != http.ErrServerClosed {
			log.Fatal(err)
		}
	}()
	log.Print("Listening on port 3000")
	<-stop.Done()
	server.Shutdown(context.Background())
}

func list(out http.ResponseWriter, _ *http.Request) {
	users, err := ask("HVALS", "users")
	if failed(out, err) {
		return
	}
	say(out, 200, json.RawMessage("["+strings.Join(users, ",")+"]"))
}

func find(out http.ResponseWriter, in *http.Request) {
	found, err := ask("HGET", "users", in.PathValue("id"))
	if failed(out, err) {
		return
	}
	say(out, 200, json.RawMessage(found[0]))
}

func create(out http.ResponseWriter, in *http.Request) {
	var made user
	if json.NewDecoder(in.Body).Decode(&made) != nil || made.Email == "" || made.Name == "" {
		say(out, 400, "email and name are needed")
		return
	}
	id, err := ask("INCR", "last-id")
	if failed(out, err) {
		return
	}
	made.ID, _ = strconv.Atoi(id[0])
	text, _ := json.Marshal(made)
	if _, err := ask("HSET", "users", id[0], string(text)); failed(out, err) {
		return
	}
	say(out, 201, made)
}

func failed(out http.ResponseWriter, err error) bool {
	if errors.Is(err, errNothing) {
		say(out, 404, "no such user")
	} else if err != nil {
		log.Print(err)
		say(out, 503, "try again later")
	}
	return err != nil
}

func say(out http.ResponseWriter, status int, what any) {
	out.Header().Set("content-type", "application/json")
	out.WriteHeader(status)
	json.NewEncoder(out).Encode(what)
}
