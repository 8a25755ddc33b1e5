// A small service that keeps tasks in Redis. "tasks" serves; "tasks health" asks a serving one whether it is well.
package main

import (
	"context"
	"errors"
	"log"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"
)

func main() {
	port := setting("PORT", "8080")
	if len(os.Args) > 1 && os.Args[1] == "health" {
		os.Exit(health("http://127.0.0.1:" + port + "/"))
	}
	database := &Redis{Address: setting("REDIS_ADDRESS", "localhost:6379"), Password: os.Getenv("REDIS_PASSWORD")}
	if err := serve(port, &Store{database}); err != nil {
		log.Fatal(err)
	}
}

// serve answers until the process is asked to stop.
func serve(port string, store *Store) error {
	// Docker sends SIGTERM and waits ten seconds: finish what is running, then go.
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, os.Interrupt)
	defer stop()
	if err := store.Wait(ctx, 30); err != nil {
		return err
	}
	server := &http.Server{Addr: ":" + port, Handler: routes(store), ReadHeaderTimeout: 5 * time.Second}
	ended := make(chan error, 1)
	go func() {
		log.Printf("listening on port %s", port)
		ended <- server.ListenAndServe()
	}()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	log.Print("stopping")
	last, cancel := context.WithTimeout(context.Background(), 8*time.Second)
	defer cancel()
	if err := server.Shutdown(last); !errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return server.Close()
}

// health is for Docker's health check: the final image has neither a shell nor curl. It returns the exit status.
func health(url string) int {
	client := http.Client{Timeout: 2 * time.Second}
	response, err := client.Get(url)
	if err != nil {
		log.Print(err)
		return 1
	}
	response.Body.Close()
	if response.StatusCode != http.StatusOK {
		log.Print(response.Status)
		return 1
	}
	return 0
}

func setting(name, otherwise string) string {
	if value := os.Getenv(name); value != "" {
		return value
	}
	return otherwise
}
