# Runs many command lines of the installed AWS CLI in one process: reads a JSON list of lists of arguments and prints,
# for each, its exit code and what it wrote.
import contextlib
import io
import json
import sys

from awscli.clidriver import create_clidriver


class Text(io.TextIOWrapper):
    def __init__(self):
        super().__init__(io.BytesIO(), encoding="utf-8", write_through=True)

    def text(self):
        return self.buffer.getvalue().decode("utf-8")


# One loader for all: it keeps the model of the service, which is what takes long.
loader = None
results = []
for arguments in json.load(sys.stdin):
    out, err = Text(), Text()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            driver = create_clidriver()
            if loader is None:
                loader = driver.session.get_component("data_loader")
            driver.session.register_component("data_loader", loader)
            code = driver.main(["s3api", "create-session"] + arguments)
        except SystemExit as end:
            code = end.code
    results.append({"arguments": arguments, "exitCode": code, "out": out.text(), "err": err.text()})
json.dump(results, sys.stdout, indent=1, ensure_ascii=False)
