resource factorie 'Microsoft.DataFactory/factories@2018-06-01' = {
  name: 'example'
  location: 'westeurope'
  properties: {}
}

resource linkedservice 'Microsoft.DataFactory/factories/linkedservices@2018-06-01' = {
  parent: factorie
  name: 'blobs'
  properties: {
    type: 'AzureBlobStorage'
    typeProperties: {
      connectionString: 'DefaultEndpointsProtocol=https;AccountName=example'
    }
  }
}
