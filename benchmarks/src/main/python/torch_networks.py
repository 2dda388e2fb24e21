"""PyTorch as a peer on the networks of NetworkTrainer.java: torch_networks.py images|lenet|sequences. For every batch size on a
line of its input it trains for a moment and prints "measured ROWS CPU-SECONDS"."""

import os
import sys

os.environ["OMP_NUM_THREADS"] = "1"

import torch
from torch import nn

from torch_peer import at_least_of

ROWS = 1024
STEPS, FEATURES, UNITS = 20, 21, 24


def block(inputs, outputs):
    return [nn.Conv2d(inputs, outputs, 3, padding=1, bias=False), nn.BatchNorm2d(outputs), nn.ELU()]


def images():
    encoder = [*block(1, 16), nn.MaxPool2d(2), *block(16, 16), nn.MaxPool2d(2), *block(16, 32), *block(32, 32)]
    code = [nn.Flatten(), nn.Linear(32 * 7 * 7, 32), nn.Linear(32, 32 * 7 * 7), nn.ELU(), nn.Unflatten(1, (32, 7, 7))]
    decoder = [*block(32, 32), *block(32, 16), nn.Upsample(scale_factor=2), *block(16, 16), nn.Upsample(scale_factor=2)]
    return nn.Sequential(*encoder, *code, *decoder, nn.Conv2d(16, 1, 3, padding=1))


def lenet():
    layers = []
    for inputs, outputs in zip([1, 16, 32, 64], [16, 32, 64, 128]):
        layers += [nn.Conv2d(inputs, outputs, 5, padding=2, bias=False), nn.BatchNorm2d(outputs, affine=False)]
        layers += [nn.LeakyReLU(), nn.MaxPool2d(2)]
    dense = [nn.Linear(128, 128, bias=False), nn.LeakyReLU(), nn.Linear(128, 64, bias=False), nn.LeakyReLU()]
    return nn.Sequential(*layers, nn.Flatten(), *dense, nn.Linear(64, 1, bias=False))


class Sequences(nn.Module):
    def __init__(self):
        super().__init__()
        self.reader = nn.LSTM(FEATURES, UNITS, batch_first=True)
        self.writer = nn.LSTM(UNITS, UNITS, batch_first=True)
        self.out = nn.Linear(UNITS, FEATURES)

    def forward(self, rows):
        _, (state, _) = self.reader(rows)
        written, _ = self.writer(state[0][:, None, :].expand(-1, STEPS, -1))
        return self.out(written.flip(1))


NETWORKS = {
    "images": (images, (1, 28, 28)),
    "lenet": (lenet, (1, 28, 28)),
    "sequences": (Sequences, (STEPS, FEATURES)),
}


def loss_of(outputs, rows):
    if outputs.shape[1:] == (1,):
        return torch.relu(1 - outputs).mean() / 0.1 - 1
    return ((outputs - rows) ** 2).mean()


def epoch(network, optimiser, rows, batch):
    order = torch.randperm(ROWS)
    for start in range(0, ROWS, batch):
        some = rows[order[start:start + batch]]
        optimiser.zero_grad(set_to_none=True)
        loss_of(network(some), some).backward()
        optimiser.step()


def main():
    torch.set_num_threads(1)
    torch.manual_seed(1)
    make, shape = NETWORKS[sys.argv[1]]
    network, rows = make(), torch.rand(ROWS, *shape)
    optimiser = torch.optim.Adam(network.parameters(), lr=0.001)
    at_least_of(3.0, ROWS, lambda: epoch(network, optimiser, rows, 128))
    for line in sys.stdin:
        done, spent = at_least_of(3.0, ROWS, lambda: epoch(network, optimiser, rows, int(line)))
        print("measured", done, spent, flush=True)


if __name__ == "__main__":
    main()
