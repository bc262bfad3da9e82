# PyPI's Kinto as it comes, with all of it in memory, and anybody may write: PYTHONPATH=FOLDER python3 kinto_server.py
import warnings

warnings.simplefilter("ignore")

from kinto import main
from waitress import create_server

MEMORY = {f"kinto.{name}_backend": f"kinto.core.{name}.memory" for name in ["storage", "permission", "cache"]}
app = main(
    {},
    **MEMORY,
    **{
        "kinto.userid_hmac_secret": "made up for a test",
        "kinto.bucket_create_principals": "system.Everyone",
    },
)
server = create_server(app, host="127.0.0.1", port=0)
print(f"listening on {server.effective_port}", flush=True)
server.run()
