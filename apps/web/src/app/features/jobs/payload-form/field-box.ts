import { Directive, inject } from '@angular/core';
import { FieldFrame } from './field-frame';

/** The control of a field: it takes its id from the frame around it, and tells readers of a screen what stands there. */
@Directive({
  selector: '[ftFieldBox]',
  host: {
    '[id]': 'frame.fieldId()',
    '[class.err]': 'frame.fault() !== null',
    '[attr.aria-invalid]': 'frame.fault() !== null',
    '[attr.aria-required]': 'frame.isRequired()',
    '[attr.aria-describedby]': "frame.fieldId() + '-hint'",
  },
})
export class FieldBox {
  protected readonly frame = inject(FieldFrame);
}
