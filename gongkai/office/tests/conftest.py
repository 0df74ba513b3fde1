from gongkai.office.tests.samples import install

install("gongkai.office.tests.sample")
