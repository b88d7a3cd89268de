param setting string

resource batchAccount 'Microsoft.Batch/batchAccounts@2024-02-01' = {
  name: 'example'
  location: 'westeurope'
  properties: {}
}

resource pool 'Microsoft.Batch/batchAccounts/pools@2024-02-01' = {
  parent: batchAccount
  name: 'nodes'
  properties: {
    vmSize: 'STANDARD_A1'
    networkConfiguration: {
      subnetId: '/subscriptions/0/subnets/example'
      publicIPAddressConfiguration: {
        provision: setting
      }
    }
  }
}
