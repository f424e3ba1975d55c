import { Controller, Get, Render } from '@nestjs/common';
import { AllowedTo } from '../access/roles.js';

/** What the footer links to. */
@AllowedTo('public')
@Controller()
export class PublicController {
  @Get('privacy')
  @Render('privacy')
  privacy() {
    return { title: 'Informativa privacy' };
  }

  @Get('accessibilita')
  @Render('accessibilita')
  accessibility() {
    return { title: 'Dichiarazione di accessibilità' };
  }

  @Get('segnalazioni')
  @Render('segnalazioni')
  report() {
    return { title: 'Segnala un problema' };
  }
}
