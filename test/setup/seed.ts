import fc from 'fast-check';

/** Every property runs on the same random values in every run, unless SEED asks for others. */
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(process.env.SEED ?? 20_250_201) });
