"""`python -m tests.standins.national_portal`: the stand-in for the national portal, as provinces run it too."""

import runpy

if __name__ == "__main__":
    runpy.run_module("services.portal_standin", run_name="__main__")
