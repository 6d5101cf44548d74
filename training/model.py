"""The network of docs/model-format.md, for training."""
import torch
from torch import nn

from layers import BiLSTM, shared_dropout

TOP = 4095 / 1024  # the hidden layer is kept within what its 12 bits can say


class Parser(nn.Module):
    def __init__(self, o):
        """o: options, a dict that is saved with the weights. The frozen word vectors come with each batch."""
        super().__init__()
        self.o = o
        g = o['groups']
        self.delta = nn.Embedding(o['deltas'] + 1, o['word'], padding_idx=0)
        nn.init.zeros_(self.delta.weight)
        self.affix = nn.EmbeddingBag(o['affixes'] + 1, o['affix'], mode='sum', padding_idx=o['affixes'])
        nn.init.normal_(self.affix.weight, 0, .12)
        self.case = nn.Embedding(4, o['affix'])
        nn.init.zeros_(self.case.weight)
        wide = 2 * o['hidden']
        inputs = o['word'] + o['affix']
        self.lstm = nn.ModuleList([BiLSTM(inputs if k == 0 else wide, o['hidden']) for k in range(o['layers'])])
        self.hidden = nn.Linear(wide, sum(g.values()))
        nn.init.xavier_uniform_(self.hidden.weight)
        nn.init.constant_(self.hidden.bias, 0.1)
        self.tag = nn.Linear(g['tag'], o['upos'] + o['xpos'] + o['feats'])
        self.name = nn.Linear(g['name'], o['names'])
        self.arc = nn.Linear(g['arc_dep'], g['arc_head'])
        nn.init.orthogonal_(self.arc.weight, .5)
        self.label = nn.Linear(3 * g['label_dep'], o['rels'])
        self.arc_root = nn.Parameter(torch.rand(g['arc_head']))

    def forward(self, batch):
        o, lengths = self.o, batch['lengths'].to(batch['deltas'].device)
        place = torch.arange(batch['deltas'].shape[1], device=lengths.device).expand(len(lengths), -1)
        backwards = torch.where(place < lengths.unsqueeze(1), lengths.unsqueeze(1) - 1 - place, place)
        words = batch['vectors'] + self.delta(batch['deltas'])
        n, longest = batch['deltas'].shape
        affix = self.affix(batch['affixes'].reshape(n * longest, -1)).reshape(n, longest, -1) + self.case(batch['case']).unsqueeze(1)
        if self.training:
            words = words * torch.empty(n, longest, 1, device=words.device).bernoulli_(1 - o['drop_part'])
            affix = affix * torch.empty(n, longest, 1, device=words.device).bernoulli_(1 - o['drop_part'])
        x = shared_dropout(torch.cat([words, affix], 2), o['drop_in'], self.training)
        for k, layer in enumerate(self.lstm):
            x = layer(shared_dropout(x, o['drop'], self.training) if k else x, backwards, o['drop_cells'])
        z = shared_dropout(x, o['drop'], self.training)
        hidden = self.hidden(z).clamp(0, TOP)
        parts = dict(zip(o['groups'], hidden.split(list(o['groups'].values()), 2)))
        parts = {k: shared_dropout(v, o['drop_tag'] if k in ('tag', 'name') else o['drop'], self.training) for k, v in parts.items()}
        tags = self.tag(parts['tag']).split([o['upos'], o['xpos'], o['feats']], 2)
        heads = torch.cat([self.arc_root.clamp(0, TOP).expand(n, 1, -1), parts['arc_head']], 1)
        arcs = self.arc(parts['arc_dep']) @ heads.transpose(1, 2)   # [n, dependent, head + 1]
        return {'tags': tags, 'names': self.name(parts['name']), 'arcs': arcs, 'dep': parts['label_dep'], 'head': parts['label_head']}

    def labels(self, out, heads):
        """Relation logits for given heads (-1 or less is taken as any token: the caller leaves the root out)."""
        head = out['head'].gather(1, heads.clamp_min(0).unsqueeze(2).expand(-1, -1, out['head'].shape[2]))
        return self.label(torch.cat([out['dep'] * head / 4, out['dep'], head], 2))
