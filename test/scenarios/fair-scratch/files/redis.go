package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"strconv"
	"strings"
	"time"
)

var errNothing = errors.New("nothing there")

// ask sends one command over a connection of its own, and returns the answer: one text, or one for each entry of a list.
func ask(words ...string) ([]string, error) {
	connection, err := net.DialTimeout("tcp", os.Getenv("REDIS"), 3*time.Second)
	if err != nil {
		return nil, err
	}
	defer connection.Close()
	connection.SetDeadline(time.Now().Add(3 * time.Second))
	reader := bufio.NewReader(connection)
	for _, command := range [][]string{{"AUTH", os.Getenv("REDIS_PASSWORD")}, words} {
		fmt.Fprintf(connection, "*%d\r\n", len(command))
		for _, word := range command {
			fmt.Fprintf(connection, "$%d\r\n%s\r\n", len(word), word)
		}
	}
	if _, err := read(reader); err != nil {
		return nil, err
	}
	return read(reader)
}

func read(reader *bufio.Reader) ([]string, error) {
	line, err := reader.ReadString('\n')
	if err != nil {
		return nil, err
	}
	kind, rest := line[0], strings.TrimSpace(line[1:])
	size, _ := strconv.Atoi(rest)
	switch {
	case kind == '-':
		return nil, errors.New(rest)
	case kind == '+' || kind == ':':
		return []string{rest}, nil
	case size < 0:
		return nil, errNothing
	case kind == '$':
		text := make([]byte, size+2)
		_, err := io.ReadFull(reader, text)
		return []string{string(text[:size])}, err
	}
	all := []string{}
	for range size {
		one, err := read(reader)
		if err != nil {
			return nil, err
		}
		all = append(all, one...)
	}
	return all, nil
}
