"""Tests of the benchmarks' tables; the benchmarks themselves are no tests."""
