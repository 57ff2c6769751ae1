-- Who may come in: accounts, second factors, sessions, phone codes, and how often a door was tried in vain.
create table accounts (
  id uuid primary key,
  person_id uuid not null unique references people,
  -- Staff sign in by name, residents by phone. Names are kept folded: NFKC, lower case.
  name text unique,
  phone text unique,
  -- `$scrypt$ln=…,r=…,p=…$salt$key`; null where only the phone signs in.
  password text,
  -- A password that somebody else knows must be changed before anything else is done.
  password_due boolean not null default false,
  -- Its password is printed on the sign-in page: outside demonstration mode it does not exist.
  demonstration boolean not null default false,
  created_at timestamptz not null,
  disabled_at timestamptz,
  check (name is not null or phone is not null),
  check (name is null or password is not null)
);

create table second_factors (
  account_id uuid primary key references accounts on delete cascade,
  -- Sealed with the installation's own key, which is not in the database.
  secret bytea not null,
  begun_at timestamptz not null,
  confirmed_at timestamptz,
  -- The last time step that was accepted: a code that was read over a shoulder does not open twice.
  last_step bigint not null default 0
);

create table backup_codes (
  account_id uuid not null references accounts on delete cascade,
  code_hash bytea not null,
  used_at timestamptz,
  primary key (account_id, code_hash)
);

-- The cookie holds the token; only its SHA-256 stands here.
create table sessions (
  id uuid primary key,
  token_hash bytea not null unique,
  account_id uuid not null references accounts on delete cascade,
  opened_by text not null check (opened_by in ('password', 'phone', 'demonstration')),
  agent text,
  created_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  ended_as text check (ended_as in ('signed_out', 'revoked', 'replaced', 'password_changed', 'disabled')),
  check ((ended_at is null) = (ended_as is null))
);
create index sessions_open on sessions (account_id) where ended_at is null;

create table phone_codes (
  id uuid primary key,
  phone text not null,
  code_hash bytea not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  tries int not null default 0,
  used_at timestamptz
);
create index phone_codes_latest on phone_codes (phone, created_at desc);

-- One row for each thing that is limited: an account name whether it exists or not, an address, a phone. Buckets are
-- hashed, as what people type for a name is now and then their password.
create table door_attempts (
  bucket text primary key,
  count int not null,
  since timestamptz not null,
  locked_until timestamptz
);
