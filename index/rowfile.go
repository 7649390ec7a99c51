package index

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"os"
	"reflect"
	"slices"

	"haven/internal/facility"
)

// A row file holds the codes and the listings of a part in the order of its
// rows. Everything else of a part but the text index is made from it, in less
// time than it would take to read and check.

// rowRecord is how a row is written: answers as bits, not as names.
type rowRecord struct {
	Cell    uint64
	Yes, No []uint64
	Listing facility.Listing // without Yes and No
}

func writeRows(path string, rows []row, codes *dictionary) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	defer file.Close()
	w := bufio.NewWriterSize(file, 1<<20)
	buffer := encode(nil, reflect.ValueOf(codes.codes))
	buffer = binary.AppendUvarint(buffer, uint64(len(rows)))
	var record rowRecord
	written := reflect.ValueOf(&record).Elem()
	for i := range rows {
		if _, err := w.Write(buffer); err != nil {
			return err
		}
		record = rows[i].record()
		buffer = encode(buffer[:0], written)
	}
	if _, err := w.Write(buffer); err != nil {
		return err
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return file.Close()
}

func (r *row) record() rowRecord {
	record := rowRecord{Cell: uint64(r.cell), Yes: r.yes, No: r.no, Listing: *r.listing}
	record.Listing.Yes, record.Listing.No = "", ""
	return record
}

// readRows reads what writeRows wrote; text is the content of the file, which
// the rows keep in memory.
func readRows(text string) ([]row, *dictionary, error) {
	d := &decoder{text: text}
	var names []string
	if err := d.decode(reflect.ValueOf(&names).Elem()); err != nil {
		return nil, nil, err
	}
	codes := noCodes.with(names...)
	if len(codes.codes) != len(names) {
		return nil, nil, fmt.Errorf("%w: a code is there twice", errCorrupt)
	}
	n, err := d.length()
	if err != nil {
		return nil, nil, err
	}
	rows, lists := make([]row, n), codeLists{}
	for i := range rows {
		if rows[i], err = d.row(codes, lists); err != nil {
			return nil, nil, fmt.Errorf("listing %d of %d: %w", i, n, err)
		}
	}
	if d.at != len(text) || !slices.IsSortedFunc(rows, byCell) {
		return nil, nil, fmt.Errorf("%w: listings are not in order", errCorrupt)
	}
	return rows, codes, nil
}

func (d *decoder) row(codes *dictionary, lists codeLists) (row, error) {
	record := new(rowRecord)
	if err := d.decode(reflect.ValueOf(record).Elem()); err != nil {
		return row{}, err
	}
	r := row{listing: &record.Listing, cell: cell(record.Cell), yes: record.Yes, no: record.No}
	r.listing.Yes, r.listing.No = lists.share(codes.spell(r.yes)), lists.share(codes.spell(r.no))
	if r.listing.Yes.Len() != r.yes.count(0, len(r.yes)) || r.listing.No.Len() != r.no.count(0, len(r.no)) {
		return row{}, fmt.Errorf("%w: a code has no name", errCorrupt)
	}
	return r, nil
}
