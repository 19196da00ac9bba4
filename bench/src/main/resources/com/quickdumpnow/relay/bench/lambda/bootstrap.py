"""The loop of Lambda's Python runtime over its Runtime API, less than awslambdaric: python3 bootstrap.py module.function"""

import http.client
import importlib
import json
import os
import sys

API = "/2018-06-01/runtime/"


def main():
    module, _, function = sys.argv[1].rpartition(".")
    handle = getattr(importlib.import_module(module), function)
    connection = http.client.HTTPConnection(os.environ["AWS_LAMBDA_RUNTIME_API"])
    while True:
        connection.request("GET", API + "invocation/next")
        response = connection.getresponse()
        event = json.loads(response.read())
        request_id = response.headers["Lambda-Runtime-Aws-Request-Id"]
        try:
            answer, end = json.dumps(handle(event, None)), "/response"
        except Exception as error:
            answer, end = json.dumps({"errorMessage": repr(error)}), "/error"
        connection.request("POST", API + "invocation/" + request_id + end, answer)
        connection.getresponse().read()


main()
