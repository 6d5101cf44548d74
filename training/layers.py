"""The BiLSTM layer of docs/model-format.md, for training: plain weights or weights as int8 will hold them, one mask of dropout a sequence."""
import torch
from torch import nn
from torch.nn import functional as F


def fake(weight, scale=None):
    """The weight as int8 will hold it; the gradient passes through."""
    scale = weight.detach().abs().amax(1, keepdim=True).clamp_min(1e-8) / 127 if scale is None else scale
    return weight + ((weight / scale).round().clamp(-127, 127) * scale - weight).detach()


def shared_dropout(x, p, training):
    """One mask for all tokens of a sequence."""
    if not training or not p:
        return x
    return x * x.new_empty(x.shape[0], 1, x.shape[2]).bernoulli_(1 - p).div_(1 - p)


class BiLSTM(nn.Module):
    def __init__(self, inputs, hidden):
        super().__init__()
        self.hidden = hidden
        self.x = nn.ParameterList([nn.Parameter(torch.empty(4 * hidden, inputs)) for _ in 'fb'])
        self.h = nn.ParameterList([nn.Parameter(torch.empty(4 * hidden, hidden)) for _ in 'fb'])
        self.bias = nn.ParameterList([nn.Parameter(torch.zeros(4 * hidden)) for _ in 'fb'])
        for x, h, b in zip(self.x, self.h, self.bias):
            nn.init.xavier_uniform_(x)
            for k in range(4):
                nn.init.orthogonal_(h[k * hidden:(k + 1) * hidden])
            b.data[hidden:2 * hidden] = 1.0

    def weights(self, k, quantised, drop):
        x, h, b = self.x[k], self.h[k], self.bias[k]
        if quantised:
            scale = torch.maximum(x.detach().abs().amax(1), h.detach().abs().amax(1)).unsqueeze(1) / 127
            x, h = fake(x, scale), fake(h, scale)
        # Connections between the cells are dropped, the same ones at every step.
        return [x, F.dropout(h, drop, self.training), b, torch.zeros_like(b)]

    def forward(self, x, backwards, drop, quantised=False):
        """x: [sequences, tokens, inputs], padded; `backwards` turns each sequence round within its length. (Packed sequences are
        far slower to train on a processor: the gradient of every step's slice is as long as the whole batch.)"""
        zero = x.new_zeros(1, x.shape[0], self.hidden)
        there, back = (torch._VF.lstm(y.transpose(0, 1).contiguous(), (zero, zero), self.weights(k, quantised, drop), True, 1, 0.0,
                                      self.training, False, False)[0].transpose(0, 1) for k, y in ((0, x), (1, turn(x, backwards))))
        return torch.cat([there, turn(back, backwards)], 2)


def turn(x, backwards):
    return x.gather(1, backwards.unsqueeze(2).expand(-1, -1, x.shape[2]))
