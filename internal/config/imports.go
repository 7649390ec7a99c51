package config

import (
	"fmt"
	"strconv"

	"haven/importers/table"
)

// Imports is how files come into the directory beside the command line.
type Imports struct {
	UploadLimit  string // bytes
	ImportFolder string // that stewards may pick files from
	PickupFile   string // table of addresses and folders to look at
}

func (i *Imports) settings() []setting {
	return []setting{
		{"HAVEN_UPLOAD_LIMIT", "upload-limit", "how many bytes a file to import may have in the browser (default 64 MB)", &i.UploadLimit, false},
		{"HAVEN_IMPORT_FOLDER", "import-folder", "folder of this server that data stewards may pick files from (default none)", &i.ImportFolder, false},
		{"HAVEN_PICKUP_FILE", "pickup-file", "table of addresses and folders that are looked at for new files by themselves; see docs/imports.md (default none)", &i.PickupFile, false},
	}
}

// minUpload is a limit below which no file of any source would be taken.
const minUpload = 1 << 10

func (i *Imports) validate() error {
	if i.UploadLimit == "" {
		return nil
	}
	n, err := strconv.ParseInt(i.UploadLimit, 10, 64)
	if err != nil || n < minUpload || n > table.MaxFile {
		return fmt.Errorf("--upload-limit %q is no number of bytes from %d to %d", i.UploadLimit, minUpload, table.MaxFile)
	}
	return nil
}

// UploadBytes is how many bytes a file may have; see [Config.Validate].
func (i *Imports) UploadBytes() int64 {
	if i.UploadLimit == "" {
		return table.MaxFile
	}
	n, _ := strconv.ParseInt(i.UploadLimit, 10, 64)
	return n
}
