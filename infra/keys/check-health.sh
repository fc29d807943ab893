#!/bin/sh
# The health check of the container that creates keys: there is at least one of each kind.
exec ls /keys/kept/* /keys/fragment-public/* /keys/fragment-private/*
