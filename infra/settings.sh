#!/bin/sh
# Writes infra/.env, the settings of compose.yml, with fresh secrets, and replaces keys and passwords in it. Prints no secret.
# Needs nothing but a POSIX shell. docs/operate/rotate-keys.md says what else is to be done, and in which order.
set -eu
umask 077
file=${SETTINGS_FILE:-$(dirname "$0")/.env}

usage='Usage:
  settings.sh create --domain <example.com> --smtp-url <smtps://…> --mail-from <address> [--hosting <name, address, telephone>]
  settings.sh add-key <NAME>       adds a new key, with which nothing is signed or encrypted yet
  settings.sh use-key <NAME>       puts the added key first: from now on it signs and encrypts
  settings.sh remove-key <NAME>    removes the earlier key
  settings.sh new-password <NAME>  replaces a password'

fail() {
  printf '%s\n' "$1" >&2
  exit 1
}

random_key() { head -c 32 /dev/urandom | base64 | tr -d '\n'; }
random_password() { head -c 24 /dev/urandom | od -An -v -tx1 | tr -d ' \n'; }

# Docker Compose takes what is in single quotes as it is.
require_plain() {
  case $2 in
    '') fail "$1 is missing.
$usage" ;;
    *"'"* | *'
'*) fail "$1 must not contain a single quote or a line break." ;;
  esac
}

create() {
  domain='' smtp_url='' mail_from='' hosting=''
  while [ $# -gt 0 ]; do
    [ $# -ge 2 ] || fail "$usage"
    case $1 in
      --domain) domain=$2 ;;
      --smtp-url) smtp_url=$2 ;;
      --mail-from) mail_from=$2 ;;
      --hosting) hosting=$2 ;;
      *) fail "$usage" ;;
    esac
    shift 2
  done
  require_plain --domain "$domain"
  require_plain --smtp-url "$smtp_url"
  require_plain --mail-from "$mail_from"
  [ -z "$hosting" ] || require_plain --hosting "$hosting"
  [ ! -e "$file" ] || fail "$file exists. It is not overwritten: its keys are needed for what is stored."
  cat > "$file" << SETTINGS
# Settings of compose.yml: see infra/README.md and docs/reference/settings.md. Keep a copy of this file in a safe place, apart from the backups.

# Host names, whose DNS records point to this machine.
API_HOST=api.$domain
PORTAL_HOST=portal.$domain
# Of all shops, separated by commas.
STOREFRONT_HOSTS=shop.$domain
# Each shop with the keys that \`shop create\` printed: [{"slug":"…","key":"pk_…","secret":"sk_…","host":"shop.$domain"}]
STOREFRONT_SHOPS='[]'

SMTP_URL='$smtp_url'
MAIL_FROM='$mail_from'
# Name, address and telephone number of the company that hosts this machine, for the legal notices of the shops.
HOSTING_PROVIDER='$hosting'

POSTGRES_PASSWORD=$(random_password)
OWNER_PASSWORD=$(random_password)
API_ROLE_PASSWORD=$(random_password)
WORKER_ROLE_PASSWORD=$(random_password)
OPERATOR_PAGE_ROLE_PASSWORD=$(random_password)
REDIS_PASSWORD=$(random_password)

# Keys: 32 random bytes in base64. \`sh settings.sh add-key NAME\` begins to replace one.
VISITOR_KEY=$(random_key)
ORDER_TOKEN_KEY=$(random_key)
WEBHOOK_KEY=$(random_key)
BANK_KEY=$(random_key)
AUDIT_KEY=$(random_key)
OPERATOR_KEY=$(random_key)
SETTINGS
  printf '%s\n' "$file is written. Next: check the host names in it, then docker compose up --build --detach"
}

value_of() { sed -n "s/^$1=//p" "$file"; }
# The state of a replacement is a comment: the keys themselves do not tell which one is the newer.
state_of() { sed -n "s/^# $1 is being replaced: //p" "$file"; }

# Writes the lines of standard input over the file, which stays the same one: containers have it mounted.
overwrite() {
  new=$(cat)
  printf '%s\n' "$new" > "$file"
}

# set_value <name> <value> <state, or nothing>
set_value() {
  changed=$(grep -v "^# $1 is being replaced: " "$file" | while IFS= read -r line; do
    case $line in
      "$1="*)
        [ -z "$3" ] || printf '# %s is being replaced: %s\n' "$1" "$3"
        printf '%s=%s\n' "$1" "$2"
        ;;
      *) printf '%s\n' "$line" ;;
    esac
  done)
  printf '%s\n' "$changed" | overwrite
}

require_value() {
  [ -f "$file" ] || fail "$file does not exist: sh settings.sh create"
  [ -n "$(value_of "$1")" ] || fail "$1 is not in $file."
}

change_key() {
  case ${2:-} in
    VISITOR_KEY | ORDER_TOKEN_KEY | WEBHOOK_KEY | BANK_KEY | AUDIT_KEY | OPERATOR_KEY | PURGE_SECRET) ;;
    *) fail 'NAME must be VISITOR_KEY, ORDER_TOKEN_KEY, WEBHOOK_KEY, BANK_KEY, AUDIT_KEY, OPERATOR_KEY or PURGE_SECRET.' ;;
  esac
  require_value "$2"
  keys=$(value_of "$2")
  state=$(state_of "$2")
  case $1:$state in
    add-key:) set_value "$2" "$keys,$(random_key)" 'the new key is added' ;;
    use-key:'the new key is added') set_value "$2" "${keys##*,},${keys%,*}" 'the new key is first' ;;
    remove-key:'the new key is first') set_value "$2" "${keys%%,*}" '' ;;
    *) fail "$2: ${state:-it is not being replaced}. The steps are add-key, use-key and remove-key." ;;
  esac
  printf '%s\n' "$2: done. Next: docker compose up --detach"
}

new_password() {
  case ${1:-} in
    POSTGRES_PASSWORD | OWNER_PASSWORD | API_ROLE_PASSWORD | WORKER_ROLE_PASSWORD | OPERATOR_PAGE_ROLE_PASSWORD | REDIS_PASSWORD) ;;
    *) fail 'NAME must be POSTGRES_PASSWORD, OWNER_PASSWORD, API_ROLE_PASSWORD, WORKER_ROLE_PASSWORD, OPERATOR_PAGE_ROLE_PASSWORD or REDIS_PASSWORD.' ;;
  esac
  require_value "$1"
  set_value "$1" "$(random_password)" ''
  printf '%s\n' "$1 is replaced in $file. Nothing uses it yet: see docs/operate/rotate-keys.md."
}

command=${1:-}
case $command in
  create)
    shift
    create "$@"
    ;;
  add-key | use-key | remove-key) change_key "$command" "${2:-}" ;;
  new-password) new_password "${2:-}" ;;
  *) fail "$usage" ;;
esac
