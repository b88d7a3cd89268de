"""How a run goes about its work, by the options of a command line."""

from __future__ import annotations

from foureyes.run import Manner


def manner(
    shard: str | None = None,
    jobs: int = 0,
    no_cache: bool = False,
    no_gitignore: bool = False,
    max_file_size: float | None = None,
    max_seconds: float | None = None,
    limit: tuple[tuple[str, float], ...] = (),
) -> Manner:
    """The manner of a run from its options."""
    from foureyes.engine.shard import Shard

    return Manner(
        shard=Shard.of(shard) if shard else Shard(),
        cache=not no_cache,
        jobs=jobs,
        ignore=not no_gitignore,
        limits={
            **({} if max_file_size is None else {"file_size": max_file_size}),
            **({} if max_seconds is None else {"seconds": max_seconds}),
            **dict(limit),
        },
    )
