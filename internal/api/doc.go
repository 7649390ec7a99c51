// Package api is Haven's JSON API. A handler reads its parameters, asks the
// domain, and answers with a commented struct; openapi.yaml describes all of
// it, and a test holds the two together. The API shows the public view of
// facilities only.
package api
