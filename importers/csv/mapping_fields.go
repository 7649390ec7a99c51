package csv

import "gopkg.in/yaml.v3"

func readFields(n node) (map[string]field, error) {
	keys, err := n.known(fieldNames...)
	if err != nil {
		return nil, err
	}
	for _, name := range requiredFields {
		if _, has := keys[name]; !has {
			return nil, n.fault("%s is missing: name its column, or for all rows alike write {value: …}", name)
		}
	}
	fields := make(map[string]field, len(keys))
	for _, name := range fieldNames {
		if value, has := keys[name]; has {
			if fields[name], err = readField(name, value); err != nil {
				return nil, err
			}
		}
	}
	return fields, nil
}

// readField reads a column, a list of columns, or a map of a column with what
// its values stand for, or a constant.
func readField(name string, n node) (field, error) {
	var f field
	if n.Kind != yaml.MappingNode {
		columns, err := readColumns(n)
		if err == nil && len(columns) > 1 && name != "street" && name != "intake" {
			err = n.fault("only street and intake can have several columns")
		}
		return field{columns: columns}, err
	}
	keys, err := n.known("column", "value", "values")
	if err != nil {
		return f, err
	}
	constant, isConstant := keys["value"]
	from, isColumn := keys["column"]
	if isConstant == isColumn {
		return f, n.fault("give either column or value")
	}
	if isConstant {
		if f.value, err = constant.word(); err == nil && f.value == "" {
			err = constant.fault("the value is empty")
		}
		return f, err
	}
	if f.columns, err = readColumns(from); err != nil {
		return f, err
	}
	if values, has := keys["values"]; has {
		f.values, err = readValues(values)
	}
	return f, err
}

func readValues(n node) (map[string]string, error) {
	pairs, err := n.pairs()
	values := make(map[string]string, len(pairs))
	for _, p := range pairs {
		if values[fold(p.name)], err = p.value.word(); err != nil {
			return nil, err
		}
	}
	return values, err
}

func readColumn(n node) (column, error) {
	text, err := n.word()
	if err == nil && text == "" {
		err = n.fault("name a column of the file's heading")
	}
	return column{n, text}, err
}

func readColumns(n node) ([]column, error) {
	items, err := n.items()
	if err != nil {
		return nil, err
	}
	columns := make([]column, len(items))
	for i, item := range items {
		if columns[i], err = readColumn(item); err != nil {
			return nil, err
		}
	}
	return columns, nil
}
