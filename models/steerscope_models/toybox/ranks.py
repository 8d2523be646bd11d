"""Data-parallel training in a few single-threaded processes on one machine."""

import os
import socket

import torch
import torch.distributed as dist
import torch.multiprocessing as multiprocessing


def _entry(rank: int, world: int, port: int, function, arguments) -> None:
    torch.set_num_threads(1)
    os.environ.update(MASTER_ADDR="127.0.0.1", MASTER_PORT=str(port))
    if world > 1:
        dist.init_process_group("gloo", rank=rank, world_size=world)
    function(rank, world, arguments)
    if world > 1:
        dist.destroy_process_group()


def launch(function, world: int, arguments) -> None:
    """Runs `function(rank, world, arguments)` in each of `world` processes."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    if world == 1:
        _entry(0, 1, port, function, arguments)
    else:
        multiprocessing.spawn(_entry, (world, port, function, arguments), nprocs=world)


def average_gradients(parameters: list[torch.nn.Parameter], world: int) -> None:
    if world == 1:
        return
    flat = torch.cat([p.grad.reshape(-1) for p in parameters])
    dist.all_reduce(flat)
    flat /= world
    for parameter, piece in zip(parameters, flat.split([p.numel() for p in parameters])):
        parameter.grad.copy_(piece.view_as(parameter))


def agree(value: float, world: int) -> float:
    """Rank 0's value, on every rank."""
    if world == 1:
        return value
    tensor = torch.tensor([value], dtype=torch.float64)
    dist.broadcast(tensor, 0)
    return tensor.item()
