"""An OpenID Connect provider on 127.0.0.1 for tests: whoever comes is logged in as the person that ``claims`` say."""

from __future__ import annotations

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey


class Provider:
    """A running provider; ``claims`` are those of its next identity token, ``issuer`` what this says it is from."""

    client_id, client_secret = "dateline", "the-secret-of-the-client-7f3a"

    def __init__(self) -> None:
        self.key = RSAKey.generate_key(2048, parameters={"kid": "k"})
        self.claims: dict[str, Any] = {}
        self.nonces: dict[str, str] = {}
        self.logouts = 0
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.address = self.issuer = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def metadata(self) -> dict[str, Any]:
        at = self.address
        return {
            "issuer": at, "authorization_endpoint": f"{at}/authorize", "token_endpoint": f"{at}/token", "jwks_uri": f"{at}/keys",
            "end_session_endpoint": f"{at}/logout", "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
        }  # fmt: skip

    def authorized(self, asked: dict[str, str]) -> str:
        """Where the browser goes next: back, with a code."""
        assert asked["code_challenge_method"] == "S256"
        code = f"code-{len(self.nonces)}"
        self.nonces[code] = asked["nonce"]
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def token(self, asked: dict[str, str]) -> dict[str, Any]:
        """The identity token for a code."""
        now = int(time.time())
        said = {"iss": self.issuer, "sub": "7", "aud": self.client_id, "iat": now, "exp": now + 600, **self.claims}
        token = jwt.encode({"alg": "RS256", "kid": "k"}, {**said, "nonce": self.nonces.pop(asked["code"])}, self.key)
        return {"access_token": "an-access-token", "token_type": "Bearer", "expires_in": 600, "id_token": token}

    def _handler(provider) -> type[BaseHTTPRequestHandler]:  # noqa: N805
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                parts = urlsplit(self.path)
                asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
                if parts.path == "/authorize":
                    self.redirect(provider.authorized(asked))
                elif parts.path == "/logout":
                    provider.logouts += 1
                    self.redirect(asked["post_logout_redirect_uri"])
                elif parts.path == "/keys":
                    self.answer({"keys": [provider.key.as_dict(private=False)]})
                else:
                    self.answer(provider.metadata())

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                self.answer(provider.token({name: values[0] for name, values in parse_qs(body).items()}))

            def redirect(self, to: str) -> None:
                self.send_response(302)
                self.send_header("Location", to)
                self.end_headers()

            def answer(self, what: dict[str, Any]) -> None:
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.end_headers()
                self.wfile.write(json.dumps(what).encode())

            def log_message(self, format: str, *args: object) -> None:
                return

        return Handler
