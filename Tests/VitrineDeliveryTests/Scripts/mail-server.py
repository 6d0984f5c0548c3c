"""A mail server for tests: takes mails in on a free port of loopback and writes each as a line of JSON.

Arguments: the file to write to, then `plain`, or `starttls` or `smtps` with the paths of a certificate and its key.
Prints its port, and ends when its standard input does, so that it never outlives the tests.
"""

import asyncio
import email
import email.policy
import json
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword


class Keeper:
    """Refuses the recipients that tests want refused, and writes down the other mails."""

    def __init__(self, path):
        self.path = path

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("unknown@"):
            return "550 5.1.1 No such mailbox"
        if address.startswith("busy@"):
            return "451 4.2.1 Come back later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        mail = {
            "sender": envelope.mail_from,
            "recipients": envelope.rcpt_tos,
            "headers": {name.lower(): str(value) for name, value in message.items()},
            "text": message.get_content(),
            "defects": [str(defect) for value in message.values() for defect in getattr(value, "defects", [])],
            "raw": envelope.content.decode("ascii"),
            "greeting": session.host_name,
            "isEncrypted": session.ssl is not None or server.transport.get_extra_info("sslcontext") is not None,
            "user": session.auth_data.login.decode() if session.auth_data else None,
        }
        with open(self.path, "a", encoding="utf-8") as file:
            file.write(json.dumps(mail) + "\n")
        return "250 Taken"


def authenticate(server, session, envelope, mechanism, data):
    good = isinstance(data, LoginPassword) and (data.login, data.password) == (b"vitrine", b"correct horse")
    return AuthResult(success=good, handled=True, auth_data=data) if good else AuthResult(success=False, handled=False)


async def main(path, mode, *certificate):
    context = None
    if mode != "plain":
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*certificate)
    open(path, "w").close()
    loop = asyncio.get_running_loop()

    def protocol():
        return SMTP(
            Keeper(path),
            hostname="mail.example.test",
            tls_context=context if mode == "starttls" else None,
            authenticator=authenticate,
            loop=loop,
        )

    implicit = context if mode == "smtps" else None
    server = await loop.create_server(protocol, "127.0.0.1", 0, ssl=implicit)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


asyncio.run(main(*sys.argv[1:]))
