#!/usr/bin/env bash
# A release as a pipeline does it: sign in, read the offer, change it, publish, follow, go live. It knows the hosted
# service's host names and nothing else.
set -euo pipefail

portal=https://cloudpartner.azure.com/api/publishers/contoso/offers/vm
token=$(curl -fsS "https://login.microsoftonline.com/$AZURE_TENANT_ID/oauth2/token" \
    -d grant_type=client_credentials -d "client_id=$AZURE_CLIENT_ID" -d "client_secret=$AZURE_CLIENT_SECRET" \
    -d resource=https://cloudpartner.azure.com | sed 's/.*"access_token":"\([^"]*\)".*/\1/')

call() {
    local method=$1 url=$2
    shift 2
    curl -fsS -X "$method" -H "Authorization: Bearer $token" -H 'Content-Type: application/json' "$@" "$url"
}

# Asks for the operation every second until it has ended, however long it was told to wait. Fails when that didn't succeed.
follow() {
    local operation
    until operation=$(call GET "https://cloudpartner.azure.com$1") &&
        grep -q '"status":"\(succeeded\|failed\|canceled\)"' <<<"$operation"; do
        sleep 1
    done
    grep -q '"status":"succeeded"' <<<"$operation"
}

started() { sed -n 's/^operation-location: \(.*\)\r$/\1/Ip'; }

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
call GET "$portal?api-version=2017-10-31" -D "$folder/head" -o "$folder/offer.json"
tag=$(sed -n 's/^etag: \(.*\)\r$/\1/Ip' "$folder/head")
sed -i 's/A virtual machine to try things with"/A virtual machine, released"/' "$folder/offer.json"
call PUT "$portal?api-version=2017-10-31" -H "If-Match: $tag" --data-binary "@$folder/offer.json" -o /dev/null

body='{"metadata":{"notification-emails":"jo@contoso.example"}}'
for order in publish golive; do
    operation=$(call POST "$portal/$order?api-version=2017-10-31" --data "$body" -D - -o /dev/null | started)
    follow "$operation"
done
echo 'contoso/vm is live'
