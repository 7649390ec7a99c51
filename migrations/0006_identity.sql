-- Who somebody is to the provider of an organisation that signs them in.
CREATE TABLE identity (
    issuer  TEXT NOT NULL,
    subject TEXT NOT NULL, -- a digest: it is looked up and never read
    account TEXT NOT NULL REFERENCES account (id),
    PRIMARY KEY (issuer, subject),
    UNIQUE (issuer, account)
);
