"""The reference's results for sentences of our own, for the test of the TypeScript side."""
import argparse
import json
from pathlib import Path

from reference import Model
from train import HERE

SENTENCES = """Government forces shelled the outskirts of Tel Marra on Tuesday , killing at least six civilians , the opposition 's monitoring group said .
A spokesman for the Northern Defence Council denied that its fighters had been involved in the attack on the convoy .
Two soldiers and a nurse were killed by a roadside bomb near Kharwan District , police chief Abdul Matin Sahak told reporters .
The ministry did n't confirm the strike .
SEVEN KILLED AS MARKET IS HIT IN DAROVKA
Clashes Erupt Between Rival Militias in Western Sudan Town
According to residents of the village , who asked not to be named , the men were taken from their homes before dawn .
" We will not negotiate with those who murder our children , " Gen. Orlen Vashko said .
The death toll from Sunday 's suicide bombing has risen to 43 , including 11 members of the security forces .
Rebels claimed responsibility for downing a military helicopter , but an army source said that it had crashed because of a technical fault .
lost the town after heavy fighting
The UN Mission , which has about 1,200 peacekeepers in the region , called on all sides to allow aid through .
Neither the brigade 's commander nor his deputy could be reached for comment .
At 4:30 a.m. on 12 March 2019 , aircraft believed to be Ruvian bombed the Al - Shifa clinic .
He said they would n't leave , would they ?
Syrias army the Observatory said has retaken the hill
Three people – a father and his two sons – died when a shell landed on their house in Upper Zerna .
The group calling itself the Army of the Two Rivers released a video on Telegram showing what it said were captured conscripts .
Officials could not immediately verify the report of the Halvan News Agency .
More than 30 militants were arrested and a cache of weapons , including mortars , was found during the operation , the alliance stated .
x
@frontwatch : https://example.org/feed?id=77 unconfirmed … 100km n. of Bir al-‘Abd !!""".split('\n')


def main():
    p = argparse.ArgumentParser()
    p.add_argument('--model', type=Path, default=HERE.parent / 'data' / 'en' / 'model' / 'english.bin')
    p.add_argument('--out', type=Path, default=HERE.parent / 'data' / 'en' / 'model' / 'fixture.json')
    args = p.parse_args()
    model = Model(args.model)
    rows = []
    for text in SENTENCES:
        forms = text.split()
        x = model.inputs(forms)
        z = model.encode([x])[0]
        found = model.decode(forms, z)
        raw, last = found.pop('raw'), len(forms) - 1
        rows.append({'forms': forms, **found, 'names': [list(n) for n in found['names']],
                     # Whole rows at the first and the last token: what the stages between must give.
                     'stages': {str(i): {'input': [int(v) for v in x[i]], 'encoded': [int(v) for v in z[i]], 'tags': [float(v) for v in raw['tags'][i]],
                                         'names': [float(v) for v in raw['names'][i]], 'arcs': [int(v) for v in raw['arcs'][i]]} for i in sorted({0, last})}})
    body = ',\n'.join(json.dumps(r, ensure_ascii=False, separators=(',', ':')) for r in rows)
    args.out.write_text('{"sha256":"' + model.header['sha256'] + '","sentences":[\n' + body + '\n]}\n', encoding='utf-8')


if __name__ == '__main__':
    main()
