package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net"
	"strconv"
	"strings"
	"time"
)

// Redis speaks just enough of Redis' protocol (RESP) for this service. Each command has a connection of its own: one
// that broke while the database was away is in nobody's way.
type Redis struct {
	Address  string
	Password string
}

// Reply is what came back: a text (numbers too), a list of texts, or nothing.
type Reply struct {
	Text  string
	Items []string
	Nil   bool
}

// Do sends one command and returns its reply; an error of Redis is an error here.
func (redis *Redis) Do(words ...string) (Reply, error) {
	connection, err := net.DialTimeout("tcp", redis.Address, 3*time.Second)
	if err != nil {
		return Reply{}, err
	}
	defer connection.Close()
	if err := connection.SetDeadline(time.Now().Add(3 * time.Second)); err != nil {
		return Reply{}, err
	}
	reader := bufio.NewReader(connection)
	if redis.Password != "" {
		if _, err := exchange(connection, reader, "AUTH", redis.Password); err != nil {
			return Reply{}, err
		}
	}
	return exchange(connection, reader, words...)
}

func exchange(writer io.Writer, reader *bufio.Reader, words ...string) (Reply, error) {
	var command strings.Builder
	fmt.Fprintf(&command, "*%d\r\n", len(words))
	for _, word := range words {
		fmt.Fprintf(&command, "$%d\r\n%s\r\n", len(word), word)
	}
	if _, err := io.WriteString(writer, command.String()); err != nil {
		return Reply{}, err
	}
	return read(reader)
}

// read takes one reply: its first byte tells the kind, the rest of the line a text or a length.
func read(reader *bufio.Reader) (Reply, error) {
	line, err := reader.ReadString('\n')
	if err != nil {
		return Reply{}, err
	}
	line = strings.TrimSuffix(line, "\r\n")
	if line == "" {
		return Reply{}, errors.New("redis: an empty line")
	}
	kind, rest := line[0], line[1:]
	switch kind {
	case '+', ':':
		return Reply{Text: rest}, nil
	case '-':
		return Reply{}, errors.New("redis: " + rest)
	}
	length, err := strconv.Atoi(rest)
	if err != nil || length < 0 {
		return Reply{Nil: true}, err
	}
	switch kind {
	case '$':
		text := make([]byte, length+len("\r\n"))
		_, err := io.ReadFull(reader, text)
		return Reply{Text: strings.TrimSuffix(string(text), "\r\n")}, err
	case '*':
		items := []string{}
		for len(items) < length {
			item, err := read(reader)
			if err != nil {
				return Reply{}, err
			}
			items = append(items, item.Text)
		}
		return Reply{Items: items}, nil
	}
	return Reply{}, fmt.Errorf("redis: an unknown reply %q", line)
}
