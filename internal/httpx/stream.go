package httpx

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"runtime/debug"
	"time"

	"github.com/gofiber/fiber/v2"
)

const (
	// maxStream is how long a whole stream may take: the directory over a slow line.
	maxStream = 30 * time.Minute
	// maxStall is how long the reader of a stream may take nothing.
	maxStall = 30 * time.Second

	streamBuffer = 64 << 10 // bytes
)

// Stream answers with what write writes, as it comes. An error of write cuts
// the connection, so that the reader knows that the answer is not whole.
// Write runs after the handler has returned, with a context of its own that
// ends when the reader has gone.
func Stream(c *fiber.Ctx, write func(ctx context.Context, w io.Writer) error) error {
	if c.Method() == http.MethodHead {
		return nil
	}
	v, _ := c.Locals(visitKey{}).(visit)
	ctx, cancel := context.WithTimeout(context.WithoutCancel(c.UserContext()), maxStream)
	r, w := io.Pipe()
	go func() {
		err := produce(ctx, w, write)
		readerLeft := errors.Is(err, io.ErrClosedPipe) || errors.Is(err, context.Canceled)
		if err != nil && !readerLeft {
			v.log.Error("stream failed", "err", err)
		}
		w.CloseWithError(err)
	}()
	c.Context().SetBodyStream(&stream{PipeReader: r, conn: c.Context().Conn(), cancel: cancel}, -1)
	return nil
}

func produce(ctx context.Context, w io.Writer, write func(context.Context, io.Writer) error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic: %v\n%s", r, debug.Stack())
		}
	}()
	buffered := bufio.NewWriterSize(w, streamBuffer)
	if err := write(ctx, buffered); err != nil {
		return err
	}
	return buffered.Flush()
}

// stream is the body of a streamed answer. The server's time-out is for the
// whole answer; here each part that was taken earns time for the next.
type stream struct {
	*io.PipeReader
	conn   net.Conn
	cancel context.CancelFunc
}

func (s *stream) Read(p []byte) (int, error) {
	n, err := s.PipeReader.Read(p)
	if deadline := s.conn.SetWriteDeadline(time.Now().Add(maxStall)); deadline != nil {
		return n, deadline
	}
	return n, err
}

// Close is called by the server when the answer was sent or its reader left.
func (s *stream) Close() error {
	s.cancel()
	return s.PipeReader.Close()
}
