"""The function library: importing it registers every function."""

from __future__ import annotations

import foureyes.languages.arm.functions_array
import foureyes.languages.arm.functions_comparison
import foureyes.languages.arm.functions_date
import foureyes.languages.arm.functions_encoding
import foureyes.languages.arm.functions_lambda
import foureyes.languages.arm.functions_logical
import foureyes.languages.arm.functions_names
import foureyes.languages.arm.functions_network
import foureyes.languages.arm.functions_number
import foureyes.languages.arm.functions_object
import foureyes.languages.arm.functions_runtime
import foureyes.languages.arm.functions_text  # noqa: F401
from foureyes.languages.arm.invocation import FUNCTIONS
from foureyes.languages.arm.special import SPECIAL

__all__ = ["FUNCTIONS", "SPECIAL"]
