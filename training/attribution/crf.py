"""A linear-chain CRF whose sums run by hand: torch would keep every step."""
import numpy as np
import torch


class LogPartition(torch.autograd.Function):
    """log Z of each sequence; its gradient is the marginals, from one pass forwards and one back in scaled probabilities."""

    @staticmethod
    def forward(ctx, emissions, mask, start, step, end):
        """emissions: [batch, tokens, tags]; mask: [batch, tokens], True on tokens; start, end: [tags]; step: [from, to]."""
        n, longest, tags = emissions.shape
        last = mask.sum(1) - 1
        scores = emissions.clone()
        scores[:, 0] += start
        scores[torch.arange(n), last] += end
        most = scores.amax(2, keepdim=True)
        local, move = (scores - most).exp(), step.exp()
        keep = mask.unsqueeze(2).to(local.dtype)
        alpha = torch.empty_like(local)
        scale = torch.ones(n, longest, 1)
        here = local[:, 0]
        scale[:, 0] = here.sum(1, keepdim=True)
        alpha[:, 0] = here = here / scale[:, 0]
        for t in range(1, longest):
            after = (here @ move) * local[:, t]
            total = after.sum(1, keepdim=True)
            k = keep[:, t]
            scale[:, t] = total * k + (1 - k)
            here = after / total.clamp_min(1e-30) * k + here * (1 - k)
            alpha[:, t] = here
        z = ((scale.log() + most) * keep).sum((1, 2))
        ctx.save_for_backward(alpha, local, scale, keep, move, last)
        return z

    @staticmethod
    def backward(ctx, grad):
        alpha, local, scale, keep, move, last = ctx.saved_tensors
        n, longest, tags = alpha.shape
        beta = torch.ones(n, tags)
        betas = torch.empty_like(alpha)
        betas[:, -1] = beta
        ahead = local / scale
        back = move.t().contiguous()
        for t in range(longest - 1, 0, -1):
            k = keep[:, t]
            beta = ((ahead[:, t] * beta) @ back) * k + beta * (1 - k)
            betas[:, t - 1] = beta
        marginal = alpha * betas * keep * grad.view(-1, 1, 1)
        pairs = (alpha[:, :-1] * grad.view(-1, 1, 1)).reshape(-1, tags).t() @ (ahead * betas * keep)[:, 1:].reshape(-1, tags) * move
        return marginal, None, marginal[:, 0].sum(0), pairs, marginal[torch.arange(n), last].sum(0)


def gold_score(emissions, mask, tags, start, step, end):
    """Score of the given path of each sequence."""
    n = len(tags)
    last = mask.sum(1) - 1
    total = (emissions.gather(2, tags.unsqueeze(2)).squeeze(2) * mask).sum(1) + start[tags[:, 0]] + end[tags[torch.arange(n), last]]
    return total + (step[tags[:, :-1], tags[:, 1:]] * mask[:, 1:]).sum(1)


def best_path(emissions, start, step, end):
    """Viterbi over one sequence (numpy)."""
    n, tags = emissions.shape
    back = np.zeros((n, tags), np.int64)
    total = start + emissions[0]
    for t in range(1, n):
        every = total[:, None] + step
        back[t] = every.argmax(0)
        total = every.max(0) + emissions[t]
    path = [int((total + end).argmax())]
    for t in range(n - 1, 0, -1):
        path.append(int(back[t, path[-1]]))
    return path[::-1]
