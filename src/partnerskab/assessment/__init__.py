"""Where the promises stand: verdicts with their caveats."""
