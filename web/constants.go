package web

import (
	"html/template"
	"text/template/parse"
)

// constants are functions of templates, by name, that always answer the same to
// the same text.
type constants map[string]func(string) string

// in puts what they say of constants, such as {{t "site.name"}}, into all
// templates that t is put together with: once, when they are read, and not each
// time that a page is made of them. None may have been executed yet.
func (c constants) in(t *template.Template) {
	for _, one := range t.Templates() {
		if one.Tree != nil { // there is none for a file that only defines others
			c.inList(one.Tree.Root)
		}
	}
}

func (c constants) inList(list *parse.ListNode) {
	if list == nil {
		return
	}
	for i, node := range list.Nodes {
		if text, constant := c.textOf(node); constant {
			list.Nodes[i] = &parse.TextNode{NodeType: parse.NodeText, Pos: node.Position(), Text: []byte(template.HTMLEscapeString(text))}
			continue
		}
		for _, inner := range branchesOf(node) {
			c.inList(inner)
		}
	}
}

// branchesOf are the lists that a node chooses from.
func branchesOf(node parse.Node) []*parse.ListNode {
	switch n := node.(type) {
	case *parse.IfNode:
		return []*parse.ListNode{n.List, n.ElseList}
	case *parse.RangeNode:
		return []*parse.ListNode{n.List, n.ElseList}
	case *parse.WithNode:
		return []*parse.ListNode{n.List, n.ElseList}
	}
	return nil
}

// textOf is what a node says, constant being false for one that may say
// different things.
func (c constants) textOf(node parse.Node) (text string, constant bool) {
	action, ok := node.(*parse.ActionNode)
	if !ok || len(action.Pipe.Decl) > 0 || len(action.Pipe.Cmds) != 1 || len(action.Pipe.Cmds[0].Args) != 2 {
		return "", false
	}
	name, isName := action.Pipe.Cmds[0].Args[0].(*parse.IdentifierNode)
	arg, isText := action.Pipe.Cmds[0].Args[1].(*parse.StringNode)
	if !isName || !isText || c[name.Ident] == nil {
		return "", false
	}
	return c[name.Ident](arg.Text), true
}
