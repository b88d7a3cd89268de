#!/bin/sh
# Plays the story in a throw-away repository, with throw-away keys. Needs git, ssh-keygen and foureyes.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1

say() { printf '\n## %s\n' "$*"; }
run() { printf '$ %s\n' "$*"; status=0; "$@" 2>&1 || status=$?; printf '(exit %s)\n' "$status"; }
as() { export GIT_AUTHOR_NAME="$1" GIT_AUTHOR_EMAIL="$1@example.com" GIT_COMMITTER_NAME="$1" GIT_COMMITTER_EMAIL="$1@example.com"; }
commit() { git add -A && git commit -q -m "$1"; }
key() { cut -d ' ' -f 1,2 "$stage/$1.pub"; }

for person in alice bob dana; do ssh-keygen -q -t ed25519 -N '' -C '' -f "$stage/$person"; done
mkdir "$stage/infra" && cd "$stage/infra"
git init -q -b main
git config remote.origin.url https://github.com/contoso/infra
mkdir -p infra/prod
cp "$here/storage.bicep" infra/prod/
sed -e "s|ALICE|$(key alice)|" -e "s|BOB|$(key bob)|" -e "s|DANA|$(key dana)|" "$here/foureyes.toml" > foureyes.toml
as dana && commit "begin"

say "alice opens the container and the network, and asks for a sign-off"
as alice
git checkout -q -b migration
sed -i -e "s/publicAccess: 'None'/publicAccess: 'Blob'/" -e "s/'Deny'/'Allow'/" infra/prod/storage.bicep
commit "Open backups for the migration"
foureyes gate request --base main --key "$stage/alice" --sign > /dev/null
commit "Ask for a sign-off"
run foureyes gate check --base main

code=$(foureyes gate show --base main | sed -n 's/^code //p')
say "alice cannot sign for herself"
run foureyes gate sign "$code" --reason "it is only me" --base main --key "$stage/alice"

say "bob looks, and signs"
run foureyes gate sign "$code" --reason "migration, CHG-1234" --lease 2099-12-31 --base main --key "$stage/bob"
commit "Sign-off by bob"
run foureyes gate check --base main

say "reformatting, renaming and rebasing keep the sign-off"
sed -i "s/^  /    /" infra/prod/storage.bicep
git mv infra/prod/storage.bicep infra/prod/accounts.bicep
commit "Tidy up"
git checkout -q main && as dana && echo "Contoso" > README.md && commit "Unrelated" && git checkout -q migration && as alice
git rebase -q main
run foureyes gate check --base main

say "opening it further kills the sign-off"
sed -i "s/'Blob'/'Container'/" infra/prod/accounts.bicep
commit "A little more"
run foureyes gate check --base main

say "undone, it lands; the audit knows on whose word"
git reset -q --hard HEAD~1
git checkout -q main && as dana && git merge -q --no-ff -m "Land the migration" migration
run foureyes gate audit

say "merging spent the sign-off: the same opening, later, needs a new one"
sed -i "s/'Blob'/'None'/" infra/prod/accounts.bicep && commit "Migration done"
as alice && git checkout -q -b again
sed -i "s/'None'/'Blob'/" infra/prod/accounts.bicep && commit "Open it once more"
run foureyes gate check --base main
