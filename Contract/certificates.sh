#!/usr/bin/env bash
# Makes a certificate authority on the spot, and a certificate of it for each host.
#
#     certificates.sh DIR HOST...
#
# DIR/ca.pem is what clients are to trust; DIR/hosts/HOST.pem and HOST.key are what the proxy shows. The authority's own
# key is thrown away: nobody can make another certificate that these clients would trust. Needs OpenSSL 3.
set -euo pipefail

directory=$1
shift
hosts=$directory/hosts
mkdir -p "$hosts"
umask 077

authority_key=$(mktemp)
trap 'rm -f "$authority_key"' EXIT

new_certificate() {
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -noenc -days 2 "$@" 2>/dev/null
}

new_certificate -keyout "$authority_key" -out "$directory/ca.pem" -subj "/CN=Vitrine contract test" \
    -addext "basicConstraints=critical,CA:true,pathlen:0" -addext "keyUsage=critical,keyCertSign"

for host in "$@"; do
    new_certificate -CA "$directory/ca.pem" -CAkey "$authority_key" \
        -keyout "$hosts/$host.key" -out "$hosts/$host.pem" -subj "/CN=$host" \
        -addext "subjectAltName=DNS:$host" -addext "basicConstraints=critical,CA:false" \
        -addext "keyUsage=critical,digitalSignature" -addext "extendedKeyUsage=serverAuth"
done
