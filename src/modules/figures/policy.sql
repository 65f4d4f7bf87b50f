select kernel.rows_for_members('figures.measure');
