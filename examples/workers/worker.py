#!/usr/bin/env python3
"""A whole worker for Fast Track: asks for jobs, runs them, and tells how they ended. Needs Python 3.9 and nothing else.

    FASTTRACK_URL            where the API is             http://localhost:3000
    FASTTRACK_WORKER_KEY     value of WORKER_API_KEY      (none)
    FASTTRACK_TYPES          types to take, with commas   (those of HANDLERS)
    FASTTRACK_WORKER         name in the job's history    python
    FASTTRACK_LEASE_SECONDS  a silent worker loses it     30
    FASTTRACK_ONCE           1: ends when no job is ready

What is done for a job of each type stands in HANDLERS: put your own there. A handler that takes long looks at
`run.is_lost` and stops when it is set. SIGTERM ends the worker after the job at hand, or when it has waited long enough.
"""

import http.client
import json
import os
import signal
import sys
import threading
import time
import urllib.error
import urllib.request

URL = os.environ.get("FASTTRACK_URL", "http://localhost:3000").rstrip("/")
KEY = os.environ.get("FASTTRACK_WORKER_KEY", "")
NAME = os.environ.get("FASTTRACK_WORKER", "python")
ONCE = os.environ.get("FASTTRACK_ONCE") == "1"

LEASE_SECONDS = int(os.environ.get("FASTTRACK_LEASE_SECONDS", "30"))
WAIT_SECONDS = 0 if ONCE else 20
TIMEOUT_SECONDS = WAIT_SECONDS + 15
RETRY_SECONDS = 2
AWAY = (OSError, http.client.HTTPException)

stopping = threading.Event()


class BadInput(Exception):
    """The payload is of no use: no other run could help."""


def prompt(payload, run):
    words = payload["prompt"].split()
    for number in range(int(words[1]) if words[0] == "wait" else 0):
        run.progress(10 * number, "waiting")
        if run.is_lost.wait(1):
            break
    return {"words": len(words), "longest": max(words, key=len)}


def email(payload, run):
    if payload["to"].endswith(".invalid"):
        raise BadInput(f"{payload['to']} has no mail server")
    return {"sent": True, "to": payload["to"]}


HANDLERS = {"prompt": prompt, "email": email}
# Others stay for other workers.
TYPES = [name.strip() for name in os.environ.get("FASTTRACK_TYPES", "").split(",") if name.strip()] or list(HANDLERS)


def post(path, body):
    """Status and body of an answer. Raises one of AWAY when there is none."""
    headers = {"content-type": "application/json"}
    if KEY:
        headers["x-worker-key"] = KEY
    request = urllib.request.Request(URL + path, json.dumps(body).encode(), headers, method="POST")
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS) as answer:
            return answer.status, parsed(answer.read())
    except urllib.error.HTTPError as refusal:
        return refusal.code, parsed(refusal.read())


def parsed(text):
    """The JSON of an answer; a proxy on the way may answer anything else."""
    try:
        return json.loads(text)
    except ValueError:
        return {"detail": text[:200].decode(errors="replace")}


class Run:
    """One run of a job. A heartbeat holds the job until the run has ended, and says when to stop."""

    def __init__(self, job):
        self.job = job
        self.is_lost = threading.Event()
        self._ended = threading.Event()
        self._progress = None
        self._heart = threading.Thread(target=self._beat, daemon=True)
        self._heart.start()

    def progress(self, percent, message):
        """Shown with the next heartbeat."""
        self._progress = {"percent": percent, "message": message}

    def end(self, call, body):
        """Tells how the run ended. A busy or restarting API is asked again while the lease may last."""
        self._ended.set()
        self._heart.join()
        if self.is_lost.is_set():
            log(f"job {self.job['id']} attempt {self.job['attempt']}: lost or cancelled")
            return
        for _ in range(LEASE_SECONDS // RETRY_SECONDS + 1):
            try:
                status, answer = self._say(call, body)
            except AWAY as error:
                status, answer = 503, {"detail": str(error)}
            if status < 500 and status != 429:
                break
            time.sleep(RETRY_SECONDS)
        state = answer["status"] if status == 200 else answer.get("detail")
        log(f"job {self.job['id']} attempt {self.job['attempt']}: {state}")

    def _say(self, call, body):
        # The attempt is the fence: if the job is somebody else's by now, the answer is 409.
        return post(f"/{call}/{self.job['id']}", {"attempt": self.job["attempt"], **body})

    def _beat(self):
        while not self._ended.wait(LEASE_SECONDS / 3):
            told = {"progress": self._progress} if self._progress else {}
            try:
                status, _ = self._say("heartbeat", {"leaseSeconds": LEASE_SECONDS, **told})
            except AWAY:
                continue
            if status in (404, 409):
                self.is_lost.set()
                return


def work(job):
    run = Run(job)
    try:
        handler = HANDLERS.get(job["type"])
        if handler is None:
            raise BadInput(f"this worker does not know {job['type']} jobs")
        result = handler(job["payload"], run)
    except BadInput as error:
        run.end("fail", {"error": {"code": "invalid_input", "message": str(error)}, "retryable": False})
    except Exception as error:  # whatever it is, another run may help
        run.end("fail", {"error": repr(error)})
    else:
        run.end("complete", {"result": result})


def log(words):
    print(words, file=sys.stderr, flush=True)


def main():
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stopping.set())
    wish = {"types": TYPES, "worker": NAME, "leaseSeconds": LEASE_SECONDS, "wait": WAIT_SECONDS}
    while not stopping.is_set():
        try:
            status, answer = post("/process", wish)
        except AWAY as error:
            status, answer = 503, {"detail": str(error)}
        if status == 200:
            work(answer)
        elif status == 204:
            if ONCE:
                return 0
        elif status in (400, 401, 404):
            log(f"refused: {answer.get('detail')}")
            return 1
        else:
            log(f"no job: {answer.get('detail')}")
            stopping.wait(RETRY_SECONDS)
    return 0


if __name__ == "__main__":
    sys.exit(main())
