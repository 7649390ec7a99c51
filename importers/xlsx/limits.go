package xlsx

// What a workbook may be. One of a few kilobytes can unpack to gigabytes;
// none of these limits is near any real one.
const (
	// maxUnpacked is how many bytes the parts of a workbook may unpack to in
	// all. The directory of 2023 has 12 MB, a full locator export 40.
	maxUnpacked = 512 << 20
	// maxLargePart is what a part may unpack to that shrank to less than a
	// hundredth: sheets shrink to a tenth, bombs to a thousandth.
	maxLargePart = 64 << 20
	maxRatio     = 100

	maxDirectory  = 1 << 20   // bytes of the list of parts; real ones have 2 kB
	maxDescribing = 1 << 20   // bytes of a part that describes others
	maxStrings    = 1 << 20   // shared strings; the directory of 2023 has 64,000
	maxStringText = 32 << 20  // bytes of all of them; 6 MB there
	maxRowText    = 1 << 20   // bytes of the text of a row, or of a shared string
	maxToken      = 256 << 10 // bytes of a piece of XML
	maxColumns    = 1024      // a locator export has 333
	maxRows       = 1 << 20   // Excel's own limit
)
