package web

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"mime"
	"path"
	"strings"

	"github.com/gofiber/fiber/v2"
)

// With "all:" the folder can be embedded before anything is built: it holds a
// hidden file then.
//
//go:embed all:static
var assetFiles embed.FS

const assetsPath = "/assets/"

var errNotBuilt = errors.New("style sheets and scripts are not built: run make assets (make build, test and demo do), then build again")

// assets are the files that pages load, by their names with a hash of their
// content in it: a changed file has another address, so that browsers may keep
// one for ever.
type assets struct {
	served map[string]asset
	url    map[string]string // by the file's own name
	// pieces are those of the map's base, by state: see [Server.piece].
	pieces map[string]asset
}

type asset struct {
	content []byte
	kind    string // the content type
	// packed holds the content compressed, by the name of the encoding. A
	// small file has none.
	packed map[string][]byte
}

// encodings are how files are compressed, the best first, and how the names of
// compressed files end.
var encodings = []struct{ name, suffix string }{{"br", ".br"}, {"gzip", ".gz"}}

// hashBytes is how much of a hash is in an address: enough that no two
// versions ever meet.
const hashBytes = 8

func loadAssets() (assets, error) {
	files, err := readAssets()
	if err != nil {
		return assets{}, err
	}
	all := assets{served: map[string]asset{}, url: map[string]string{}, pieces: map[string]asset{}}
	for name, content := range files {
		if isPacked(name) {
			continue
		}
		file := asset{content, mime.TypeByExtension(path.Ext(name)), map[string][]byte{}}
		for _, e := range encodings {
			if packed, ok := files[name+e.suffix]; ok {
				file.packed[e.name] = packed
			}
		}
		if state, ok := stateOf(name); ok {
			all.pieces[state] = file
			continue
		}
		address := hashed(name, content)
		all.served[address] = file
		all.url[name] = assetsPath + address
	}
	return all, nil
}

// readAssets returns the content of each file that was built.
func readAssets() (map[string][]byte, error) {
	entries, err := assetFiles.ReadDir("static")
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{}
	for _, entry := range entries {
		if strings.HasPrefix(entry.Name(), ".") {
			continue
		}
		if files[entry.Name()], err = assetFiles.ReadFile("static/" + entry.Name()); err != nil {
			return nil, err
		}
	}
	if len(files) == 0 {
		return nil, errNotBuilt
	}
	return files, nil
}

func isPacked(name string) bool {
	for _, e := range encodings {
		if strings.HasSuffix(name, e.suffix) {
			return true
		}
	}
	return false
}

// hashed is the name of a file with a hash of its content: "site.0a1b.css".
func hashed(name string, content []byte) string {
	sum := sha256.Sum256(content)
	extension := path.Ext(name)
	return strings.TrimSuffix(name, extension) + "." + hex.EncodeToString(sum[:hashBytes]) + extension
}

func (a assets) serve(c *fiber.Ctx) error {
	file, ok := a.served[c.Params("name")]
	if !ok {
		return fiber.ErrNotFound
	}
	c.Set(fiber.HeaderCacheControl, "public, max-age=31536000, immutable")
	return file.send(c)
}

func (f asset) send(c *fiber.Ctx) error {
	c.Set(fiber.HeaderContentType, f.kind)
	c.Vary(fiber.HeaderAcceptEncoding)
	encoding, content := f.packedFor(c)
	if encoding != "" {
		c.Set(fiber.HeaderContentEncoding, encoding)
	}
	return c.Send(content)
}

// packedFor is the file in the best encoding that a client names. Whoever names
// none may by the standard be sent any, but is seldom able to read it.
func (f asset) packedFor(c *fiber.Ctx) (encoding string, content []byte) {
	if c.Get(fiber.HeaderAcceptEncoding) == "" {
		return "", f.content
	}
	for _, e := range encodings {
		if packed, ok := f.packed[e.name]; ok && c.AcceptsEncodings(e.name) != "" {
			return e.name, packed
		}
	}
	return "", f.content
}
