evaluate(new File(basedir, '../../../src/it/check.groovy'))
