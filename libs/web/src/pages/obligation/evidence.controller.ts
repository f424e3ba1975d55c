import { Controller, Get, NotFoundException, Param, Res } from '@nestjs/common';
import type { Response } from 'express';
import { listEvidence } from '@app/evidence';
import type { EvidenceMade, EvidenceRefusal } from '@app/workflow';
import { Clock, EvidenceFile, TrustAnchors, WorkflowSettings } from '@app/workflow';
import { AllowedTo } from '../../access/roles.js';
import { sendFile } from '../../http/send-file.js';
import { links } from '../../view/links.js';
import { evidencePage } from './evidence-page.js';
import type { FoundObligation, ObligationAddress } from './find-obligation.js';
import { FindObligation } from './find-obligation.js';
import { titleOf } from './obligation-page.js';
import { Refused } from '../../http/refused.js';

/** The evidence of an obligation: what is inside, how anyone checks it, and the file itself. */
@AllowedTo('lettore')
@Controller('adempimenti/:istat/:survey/:round')
export class EvidenceController {
  constructor(
    private readonly find: FindObligation,
    private readonly clock: Clock,
    private readonly evidence: EvidenceFile,
    private readonly anchors: TrustAnchors,
    private readonly settings: WorkflowSettings,
  ) {}

  @Get('fascicolo')
  async view(@Param() address: ObligationAddress, @Res() response: Response): Promise<void> {
    const found = await this.find.at(address);
    const { municipality, state } = found;
    const made = await this.#make(found);
    const title = titleOf(municipality, state);
    const back = links.obligation(municipality.istat, state.obligation);
    response.render('fascicolo', {
      title: `Fascicolo – ${title}`,
      crumbs: [
        { href: '/matrice', word: 'Matrice' },
        { href: links.municipality(municipality.istat), word: municipality.name },
        { href: back, word: title },
        { word: 'Fascicolo' },
      ],
      subject: title,
      download: `${back}/fascicolo.zip`,
      file: fileName(found),
      trial: this.settings.sandbox,
      ...('refused' in made ? { refused: made } : evidencePage(listEvidence(made.bytes))),
    });
  }

  /** The evidence file: the originals, checkable offline. */
  @Get('fascicolo.zip')
  async download(@Param() address: ObligationAddress, @Res() response: Response): Promise<void> {
    const found = await this.find.at(address);
    const made = await this.#make(found);
    if ('refused' in made) throw new Refused(409, [made.message, ...made.faults].join(' '));
    sendFile(response, Buffer.from(made.bytes), fileName(found), 'application/zip');
  }

  async #make({ municipality, state }: FoundObligation): Promise<EvidenceMade | EvidenceRefusal> {
    const made = await this.evidence.write({
      municipality: municipality.istat,
      round: state.round,
      at: this.clock.now(),
      anchors: this.anchors.pems ?? [],
    });
    if (made === null) throw new NotFoundException();
    return made;
  }
}

const fileName = ({ municipality, state }: FoundObligation): string =>
  `fascicolo-${municipality.istat}-${state.round}.zip`;
