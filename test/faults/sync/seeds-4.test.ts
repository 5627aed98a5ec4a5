import { holdForSeeds } from './hold-for-seeds.ts';

holdForSeeds(1501, 2000);
