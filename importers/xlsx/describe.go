package xlsx

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
	"time"
)

// sheetInfo is a worksheet by its name and the part that holds it.
type sheetInfo struct{ name, part string }

// relation leads from one part to another.
type relation struct {
	ID     string `xml:"Id,attr"`
	Type   string `xml:"Type,attr"`
	Target string `xml:"Target,attr"`
}

// is reports the kind of a relation. Workbooks saved as "strict" differ in
// the beginning of the type, not its end.
func (r relation) is(kind string) bool { return strings.HasSuffix(r.Type, "/"+kind) }

// describe finds the sheets, reads the strings they share, and when the
// workbook was changed.
func (b *Book) describe() error {
	roots, err := b.relations("")
	if err != nil {
		return err
	}
	main := find(roots, "officeDocument")
	if b.parts[partName(main)] == nil {
		return errors.New("the file is a zip archive, but not an Excel workbook (.xlsx): check that it is the right one")
	}
	related, err := b.relations(main)
	if err != nil {
		return err
	}
	if err := b.listSheets(main, related); err != nil {
		return err
	}
	b.modified = b.lastChange(find(roots, "core-properties"))
	if name := find(related, "sharedStrings"); name != "" {
		return b.readStrings(name)
	}
	return nil
}

// listSheets lists the worksheets in their order; charts are left out.
func (b *Book) listSheets(main string, related []relation) error {
	var workbook struct {
		Sheets []struct {
			Name     string `xml:"name,attr"`
			Relation string `xml:"id,attr"`
		} `xml:"sheets>sheet"`
	}
	if err := b.unmarshal(main, &workbook); err != nil {
		return err
	}
	for _, s := range workbook.Sheets {
		for _, r := range related {
			if r.ID == s.Relation && r.is("worksheet") {
				b.sheets = append(b.sheets, sheetInfo{s.Name, r.Target})
			}
		}
	}
	if len(b.sheets) == 0 {
		return errors.New("the workbook has no sheets: check that it is the right file")
	}
	return nil
}

// relations lists what a part leads to, with the full names of the targets;
// those of "" lead to the main part.
func (b *Book) relations(from string) ([]relation, error) {
	folder, name := path.Split(from)
	var list struct {
		Relations []relation `xml:"Relationship"`
	}
	name = folder + "_rels/" + name + ".rels"
	if b.parts[partName(name)] == nil {
		return nil, nil // it leads nowhere
	}
	if err := b.unmarshal(name, &list); err != nil {
		return nil, err
	}
	for i, r := range list.Relations {
		if !strings.HasPrefix(r.Target, "/") {
			list.Relations[i].Target = path.Join(folder, r.Target)
		}
	}
	return list.Relations, nil
}

// find returns the target of the first relation of a kind, or "".
func find(relations []relation, kind string) string {
	for _, r := range relations {
		if r.is(kind) {
			return r.Target
		}
	}
	return ""
}

// lastChange reads the document properties, which many workbooks lack.
func (b *Book) lastChange(properties string) time.Time {
	var core struct {
		Modified string `xml:"modified"`
	}
	if properties == "" || b.unmarshal(properties, &core) != nil {
		return time.Time{}
	}
	changed, err := time.Parse(time.RFC3339, strings.TrimSpace(core.Modified))
	if err != nil {
		return time.Time{}
	}
	return changed.UTC()
}

// unmarshal reads a part that describes others, which is short.
func (b *Book) unmarshal(name string, into any) error {
	f := b.parts[partName(name)]
	if f == nil {
		return damaged(fmt.Errorf("%s is missing", name))
	}
	r, err := f.Open()
	if err != nil {
		return damaged(err)
	}
	defer r.Close()
	if err := xml.NewDecoder(io.LimitReader(r, maxDescribing)).Decode(into); err != nil {
		return damaged(fmt.Errorf("%s: %w", name, err))
	}
	return nil
}
