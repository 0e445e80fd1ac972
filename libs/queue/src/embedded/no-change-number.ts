import { Injectable } from '@nestjs/common';
import { ChangeNumber } from '@fasttrack/jobs/change-number.port';

/** Where nothing is shared between processes, nobody can say that nothing changed. */
@Injectable()
export class NoChangeNumber extends ChangeNumber {
  raise(): void {
    // Nobody reads it.
  }

  read(): Promise<null> {
    return Promise.resolve(null);
  }
}
