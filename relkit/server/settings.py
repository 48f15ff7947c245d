"""What relkit fixes of Voilà and its kernels, its headers, and its quiet log."""

import functools

import tornado.log
import tornado.web
from nbconvert.filters import markdown2html
from traitlets.config.loader import Config

from relkit.server.templates import KeepTemplates

HEADERS = {
    "Content-Security-Policy": "; ".join(
        [
            "default-src 'self'",
            "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'self'",
        ]
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}


def of_voila() -> Config:
    """The settings of Voilà and its kernels that relkit fixes."""
    told = Config()
    told.VoilaConfiguration.template = "relkit"
    told.VoilaConfiguration.allow_template_override = "NO"
    told.VoilaConfiguration.allow_theme_override = "NO"
    # Other JupyterLab extensions on this machine have no business on the pages.
    told.VoilaConfiguration.extension_allowlist = [
        "@voila-dashboards/widgets-manager8",
        "@jupyter-widgets/jupyterlab-manager",
        "anywidget",
    ]
    kept = "relkit.server.page_kernels.PageKernels"
    told.VoilaConfiguration.multi_kernel_manager_class = kept
    # Started again, a kernel would know nothing of its page.
    told.KernelRestarter.restart_limit = 0
    # nbconvert's own look at code, which is not shown, and at outputs, not there yet.
    told.VoilaExporter.default_preprocessors = []
    told.VoilaExporter.preprocessors = [KeepTemplates]
    # The texts of the pages are the same for everybody, and hold no images, which Voilà
    # would look for on the disk.
    told.VoilaExporter.filters = {"markdown2html": functools.cache(markdown2html)}
    # A notebook that was just read need not be validated after every preprocessor.
    told.VoilaExporter.optimistic_validation = True
    # With 30 people at once a kernel may be slow to say what it shows; nbclient would
    # leave that out after 4 seconds.
    told.VoilaExecutor.iopub_timeout = 60
    # On a machine with several users, the others could otherwise listen in.
    told.KernelManager.transport_encryption = "auto"
    return told


def log_failures(handler: tornado.web.RequestHandler) -> None:
    """Write a line for a failed answer only, and never a token.

    Parameters
    ----------
    handler
        The request that has just been answered.
    """
    waits = getattr(handler, "asked_to_wait", False)  # for a place: no failure
    if handler.get_status() >= 500 and not waits:
        path = handler.request.path
        tornado.log.access_log.error("%s failed (%d)", path, handler.get_status())
