"""PyTorch as a peer: for every batch size on a line of its input it trains for a moment and prints
"measured ROWS CPU-SECONDS". The network, the rows and the optimiser are those of Trainer.java."""

import os
import sys
import time

os.environ["OMP_NUM_THREADS"] = "1"

import torch
from torch import nn

WIDTHS = [121, 60, 30, 10, 30, 60, 121]
ROWS = 20480
WARM_UP = 3.0
MEASURED = 1.5


def make():
    layers = []
    for inputs, outputs in zip(WIDTHS, WIDTHS[1:]):
        layers += [nn.Linear(inputs, outputs), nn.Tanh()]
    network = nn.Sequential(*layers)
    return network, torch.optim.Adam(network.parameters(), lr=0.001)


def epoch(network, optimiser, rows, batch):
    order = torch.randperm(ROWS)
    loss_of = nn.MSELoss()
    for start in range(0, ROWS, batch):
        some = rows[order[start:start + batch]]
        optimiser.zero_grad(set_to_none=True)
        loss_of(network(some), some).backward()
        optimiser.step()


def at_least(seconds, work):
    return at_least_of(seconds, ROWS, work)


def at_least_of(seconds, rows_of_work, work):
    start = time.process_time()
    rows = 0
    while True:
        work()
        rows += rows_of_work
        spent = time.process_time() - start
        if spent >= seconds:
            return rows, spent


def main():
    torch.set_num_threads(1)
    torch.manual_seed(1)
    rows = torch.rand(ROWS, WIDTHS[0])
    warm = {}
    for line in sys.stdin:
        batch = int(line)
        if batch not in warm:
            warm[batch] = make()
            at_least(WARM_UP, lambda: epoch(*warm[batch], rows, batch))
        done, spent = at_least(MEASURED, lambda: epoch(*warm[batch], rows, batch))
        print("measured", done, spent, flush=True)


if __name__ == "__main__":
    main()
