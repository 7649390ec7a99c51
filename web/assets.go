package web

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"mime"
	"path"
	"strings"

	"github.com/gofiber/fiber/v2"
)

//go:embed assets
var assetFiles embed.FS

const assetsPath = "/assets/"

// assets are the files that pages load, by their names with a hash of their
// content in it: a changed file has another address, so that browsers may keep
// one for ever.
type assets struct {
	served map[string]asset
	url    map[string]string // by the file's own name
}

type asset struct {
	content []byte
	kind    string // the content type
}

// hashBytes is how much of a hash is in an address: enough that no two
// versions ever meet.
const hashBytes = 8

func loadAssets() (assets, error) {
	all := assets{served: map[string]asset{}, url: map[string]string{}}
	files, err := assetFiles.ReadDir("assets")
	if err != nil {
		return assets{}, err
	}
	for _, file := range files {
		content, err := assetFiles.ReadFile("assets/" + file.Name())
		if err != nil {
			return assets{}, err
		}
		name := hashed(file.Name(), content)
		all.served[name] = asset{content, mime.TypeByExtension(path.Ext(name))}
		all.url[file.Name()] = assetsPath + name
	}
	return all, nil
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
	c.Set(fiber.HeaderContentType, file.kind)
	c.Set(fiber.HeaderCacheControl, "public, max-age=31536000, immutable")
	return c.Send(file.content)
}
