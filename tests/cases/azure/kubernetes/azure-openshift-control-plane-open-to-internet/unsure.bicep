param setting string

resource openShiftCluster 'Microsoft.RedHatOpenShift/openShiftClusters@2023-11-22' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    apiserverProfile: {
      visibility: setting
    }
  }
}
