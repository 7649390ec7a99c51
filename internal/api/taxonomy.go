package api

import (
	"cmp"

	"github.com/gofiber/fiber/v2"

	"haven/internal/facility"
)

// TaxonomyAnswer lists all service codes by category.
type TaxonomyAnswer struct {
	Categories []Category `json:"categories"`
}

// Category is a group of codes that answer one question.
type Category struct {
	Code  string `json:"code"`
	Name  string `json:"name"` // SAMHSA's
	Label Label  `json:"label"`
	Codes []Code `json:"codes"`
}

// Code is one service code.
type Code struct {
	Code  string `json:"code"`
	Name  string `json:"name"` // SAMHSA's
	Label Label  `json:"label"`
}

// Label is a short plain name.
type Label struct {
	English string `json:"en"`
	Spanish string `json:"es"`
}

func (a *api) taxonomy(c *fiber.Ctx) error {
	if err := addressValues(c).Only(); err != nil {
		return err
	}
	return c.JSON(TaxonomyAnswer{Categories: list(each(a.Taxonomy().Categories(), categoryOf))})
}

func categoryOf(c facility.Category) Category {
	return Category{
		Code:  c.Code,
		Name:  c.Name,
		Label: labelOf(c.Name, c.English, c.Spanish),
		Codes: list(each(c.Codes, func(c facility.Code) Code {
			return Code{Code: c.Code, Name: c.Name, Label: labelOf(c.Name, c.English, c.Spanish)}
		})),
	}
}

// labelOf falls back on the name: codes that came with an imported reference
// sheet have no label of ours.
func labelOf(name, english, spanish string) Label {
	return Label{English: cmp.Or(english, name), Spanish: cmp.Or(spanish, name)}
}
