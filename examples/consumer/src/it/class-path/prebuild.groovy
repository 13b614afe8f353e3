evaluate(new File(basedir, '../../../src/it/prepare.groovy'))
